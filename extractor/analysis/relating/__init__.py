"""What two numbers have to do with each other: whether they are of one thing, parts of a whole, in a stated order."""

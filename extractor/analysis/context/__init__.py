"""What holds for a number: when, where, who says so, how sure it is, what happened, and what repeats it."""

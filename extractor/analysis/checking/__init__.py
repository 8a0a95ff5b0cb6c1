"""Relations between the numbers of an article that can be worked out."""

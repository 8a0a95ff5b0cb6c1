"""What changed, from what, by how much: words of change and the numbers that they compare."""

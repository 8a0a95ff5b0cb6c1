"""What a number counts or measures: its head and its measure."""

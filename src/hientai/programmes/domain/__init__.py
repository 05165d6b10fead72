"""What is decided about programmes: states, contents, councils, files; pure."""

"""Pages of acts: the list, one act from draft to undone (``acts``), two days side by side."""

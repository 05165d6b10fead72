"""Pages of papers: the register, one paper and its steps, templates, bodies that issue."""

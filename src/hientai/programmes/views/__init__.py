"""Pages of programmes, lecturers and training institutions."""

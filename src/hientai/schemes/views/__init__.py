"""Pages of schemes (`pages`) and the panels that stand on a scheme's page (`panels`)."""

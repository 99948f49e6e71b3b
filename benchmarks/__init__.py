"""How fast the product is, as ratios to something measured in the same run. Nothing in the product imports this."""

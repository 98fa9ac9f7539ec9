"""What people have begun to type: kept from the first keystroke, for nobody else to see."""

"""An independent look at a finished plan: every rule written again, longhand, from the data of the day alone."""

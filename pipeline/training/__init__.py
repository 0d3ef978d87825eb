"""Commands that fit the models the stages carry; each file says on what, and writes its weights beside the stage."""

"""The pages of the desk: a file for each subject, guarded in one place."""

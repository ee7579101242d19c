"""Where the pages of the drop box are, below a language's folder. Quiet words: they stand in the browser's history.

The answers' names are of one length, so that not even the size of the redirect tells them apart.
"""

FORM = "callback/"
BACK = "callback/0/"
TAKEN = "callback/1/"
BUSY = "callback/2/"
TELEPHONE = "callback/3/"
ANSWERS = (TAKEN, BUSY, TELEPHONE)

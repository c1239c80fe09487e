"""From plain words to an arithmetic expression: "17% of the 8,340 deposit, minus 200".

`told.py` is the door. A text is read as a board: its words, with a mark for each figure. Rules
then join marks that the words between them tell to reckon with, until one is left that holds every
figure; where figures are left over, nothing was understood for sure and nothing is returned.
"""

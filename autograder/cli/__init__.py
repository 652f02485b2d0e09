"""The commands. Each module here is one; what takes long to import is imported when it runs.

app.py holds all of them, student.py those that travel in a student's folder.
"""

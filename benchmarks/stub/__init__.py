"""A stand-in for the Bot API that costs next to nothing: it hands out votes and notes when they are answered.

It is no sandbox: nothing is validated and nothing is kept but what is being measured. It runs as a process of its
own (``python -m benchmarks.stub``) on a core of its own, and is told what to do line by line.
"""

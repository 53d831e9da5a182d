"""Open solvers to compare with, one file each; none is needed to run Lastmetre (``pip install 'lastmetre[bench]'``)."""

RANK=1
def recognises(source): return False
def read(source): raise NotImplementedError

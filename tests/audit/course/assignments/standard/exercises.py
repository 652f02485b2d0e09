"""How each question calls a solution."""


def standardize(solution, x, eps):
    return {"out": solution.standardize(x, eps), "x afterwards": x}


def countdown(solution, n):
    return {"steps": solution.countdown(n)}

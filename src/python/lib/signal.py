SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM = \
    1, 2, 3, 6, 9, 10, 11, 12, 13, 14, 15
SIGCHLD, SIGCONT, SIGSTOP = 17, 18, 19
SIG_DFL, SIG_IGN = 0, 1
_handlers = {}


def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt


def getsignal(signalnum):
    return _handlers.get(signalnum, default_int_handler if signalnum == SIGINT else SIG_DFL)


def signal(signalnum, handler):
    # Nobody sends any, but a program may well say what it would do.
    before = getsignal(signalnum)
    _handlers[signalnum] = handler
    return before


def raise_signal(signalnum):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(signalnum, None)
    elif handler == SIG_DFL:
        raise NotImplementedError("signal.raise_signal(): a browser tab has no signals")


def alarm(seconds):
    raise NotImplementedError("signal.alarm(): a browser tab has no signals")


def strsignal(signalnum):
    return {2: "Interrupt", 9: "Killed", 15: "Terminated"}.get(signalnum)

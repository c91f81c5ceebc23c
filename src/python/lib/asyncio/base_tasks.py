def _stack_of(task, *, limit=None):
    coro, frames = task.get_coro(), []
    frame = coro.cr_frame
    if coro.cr_running:
        import sys
        frame = sys._getframe(1)
        while frame is not None and frame.f_code is not coro.cr_code:
            frame = frame.f_back
    if frame is not None:
        while frame is not None:
            frames.insert(0, frame)
            frame = frame.f_back
        return frames if limit is None else frames[-limit:]
    tb = task._exception and task._exception.__traceback__
    while tb is not None:
        frames.append(tb.tb_frame)
        tb = tb.tb_next
    return frames[:limit]


def _print_stack(task, *, limit=None, file=None):
    import traceback
    frames = task.get_stack(limit=limit)
    error = task._exception
    what = "No stack" if not frames else "Stack" if error is None else "Traceback"
    end = " (most recent call last):" if frames else ""
    print(f"{what} for {task!r}{end}", file=file)
    shown = traceback.StackSummary.extract([(frame, frame.f_lineno) for frame in frames])
    traceback.print_list(shown, file=file)
    if error is not None:
        print(*traceback.format_exception_only(error), sep="", end="", file=file)

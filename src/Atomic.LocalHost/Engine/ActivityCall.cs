using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>An activity that orchestrator code asked for: it runs, tries again, and comes back to its instance as a message.</summary>
internal abstract class ActivityCall(Execution execution, int taskId, string name, ActivityEffect effect, ActivityRetry? retry)
    : PendingAction(execution, taskId, HistoryEventType.TaskScheduled, name), IInstanceMessage, IThreadPoolWorkItem
{
    private int _attempt;

    /// <summary>Whether it touches the world.</summary>
    public ActivityEffect Effect { get; } = effect;

    /// <summary>How often history has it redelivered, plus 1.</summary>
    public int Delivery { get; set; } = 1;

    /// <summary>Whether the code waits no longer for it.</summary>
    public bool IsLetGo { get; set; }

    /// <summary>Why it failed for good; null where it has a result.</summary>
    public string? Failure { get; set; }

    /// <summary>The result as JSON; valid until the thread writes other JSON.</summary>
    public abstract ReadOnlySpan<byte> ResultJson();

    /// <summary>Whether it is what the code knows by that task.</summary>
    public abstract bool IsOf(Task task);

    /// <summary>Ends it with its live result.</summary>
    public abstract void Complete();

    /// <summary>Runs an internal activity on the turn's thread.</summary>
    /// <returns>Whether it has ended; otherwise it comes back as a message.</returns>
    public bool RunInline()
    {
        var work = Execution.Instance.Services.Work;
        work.Enter();
        var running = BeginAsync();
        if (running.IsCompletedSuccessfully)
        {
            work.Exit();
            return true;
        }

        _ = FinishAsync(running);
        return false;
    }

    /// <summary>Runs an external activity, which has a place at the gate.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        var running = BeginAsync();
        if (running.IsCompletedSuccessfully)
            Return();
        else
            _ = FinishAsync(running);
    }

    /// <inheritdoc/>
    void IInstanceMessage.Handle(Instance instance) => instance.OnActivityEnded(this);

    /// <inheritdoc/>
    void IInstanceMessage.Refuse(Exception reason)
    {
        // Its scheduling is durable, so that it is delivered again after the restart.
    }

    /// <summary>Calls the handler; the task keeps the result aside.</summary>
    protected abstract Task InvokeAsync(CancellationToken cancellationToken);

    private Task BeginAsync()
    {
        _attempt++;
        Failure = null;
        try
        {
            return InvokeAsync(Execution.CancellationToken);
        }
        catch (Exception exception)
        {
            // A handler that throws before it returns a task has failed like any other.
            return Task.FromException(exception);
        }
    }

    private async Task FinishAsync(Task running)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever a handler throws becomes a recorded failure, unless the instance or the host has ended and nobody asks any more.
            if (Execution.CancellationToken.IsCancellationRequested)
            {
                Leave();
                return;
            }

            if (retry is not null && _attempt < retry.MaxAttempts)
            {
                TryAgain(retry.DelayAfter(_attempt), exception);
                return;
            }

            Failure = exception.Message;
        }

        Return();
    }

    private void Return()
    {
        var instance = Execution.Instance;
        if (Effect == ActivityEffect.External)
            instance.Services.Activities.Exit();
        instance.Post(this, runHere: true);
        instance.Services.Work.Exit();
    }

    private void Leave()
    {
        var services = Execution.Instance.Services;
        if (Effect == ActivityEffect.External)
            services.Activities.Exit();
        services.Work.Exit();
    }

    private void TryAgain(TimeSpan delay, Exception exception)
    {
        var services = Execution.Instance.Services;
        HostLog.ActivityRetried(services.Log, Execution.Instance.Id, Name, TaskId, _attempt, exception.GetType().Name);
        if (Effect == ActivityEffect.External)
            services.Activities.Exit();
        _ = RunAfterAsync(delay, services);
    }

    private async Task RunAfterAsync(TimeSpan delay, EngineServices services)
    {
        try
        {
            await Task.Delay(delay, services.Time, Execution.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            services.Work.Exit();
            return;
        }

        if (Effect == ActivityEffect.External)
            services.Activities.Enter(this);
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}

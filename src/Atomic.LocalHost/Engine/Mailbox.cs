namespace Atomic.LocalHost.Engine;

/// <summary>The messages of an instance: taken from any thread, handled by one at a time.</summary>
internal sealed class Mailbox(Instance instance) : IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private List<IInstanceMessage> _waiting = [];
    private List<IInstanceMessage> _taken = [];
    private bool _isHandling;
    private volatile bool _isClosed;

    /// <summary>Whether the instance has left memory.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>How often the mailbox has become empty.</summary>
    public long Rounds { get; private set; }

    /// <summary>Takes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="runHere">Whether to handle it on this thread if nobody is handling any: it saves a hop.</param>
    /// <returns>False where the instance has left memory; it must be looked up again.</returns>
    public bool Post(IInstanceMessage message, bool runHere)
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            _waiting.Add(message);
            if (_isHandling)
                return true;
            _isHandling = true;
        }

        instance.Services.Work.Enter();
        if (runHere)
            Execute();
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Closes the mailbox if nothing has happened since the given round and the condition holds.</summary>
    public bool TryClose(long round, Func<bool> condition)
    {
        lock (_gate)
        {
            if (_isClosed || _isHandling || Rounds != round || !condition())
                return false;
            _isClosed = true;
            return true;
        }
    }

    /// <summary>Handles what waits.</summary>
    public void Execute()
    {
        // A caller's context has no business in activities that run on its thread.
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        while (Take())
        {
            using (instance.Services.Database.Gather())
                instance.Handle(_taken);
            _taken.Clear();
            if (instance.HasContinuation)
            {
                // An endless row of runs must not hold a thread.
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                SynchronizationContext.SetSynchronizationContext(outer);
                return;
            }
        }

        instance.Services.Instances.OnRoundEnded(instance, Rounds);
        instance.Services.Work.Exit();
        SynchronizationContext.SetSynchronizationContext(outer);
    }

    private bool Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && !instance.HasContinuation)
            {
                _isHandling = false;
                Rounds++;
                return false;
            }

            (_waiting, _taken) = (_taken, _waiting);
            return true;
        }
    }
}

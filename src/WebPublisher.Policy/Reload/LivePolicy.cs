using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Certificates;

namespace WebPublisher.Policy.Reload;

/// <summary>
/// The policy in force, kept up to date: its files are looked at every second and loaded again once a change has settled, or on <see cref="ReloadAsync"/>. A policy
/// that has errors or cannot be activated changes nothing. Reloads happen one after another.
/// </summary>
public sealed class LivePolicy : IAsyncDisposable
{
    /// <summary>How often the files are looked at. A change takes effect when two looks in a row see the same.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly FileWatch _files;
    private readonly PolicyActivations _activations;
    private readonly PolicyReloader _reloader;
    private readonly ReloadHistory _history;
    private readonly CertificateExpiryWatch _expiry;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    private LivePolicy(string path, Func<string, PolicyLoadResult> load, TimeProvider time, ILogger log, FileWatch files, PublisherPolicy initial)
    {
        _time = time;
        _log = log;
        _files = files;
        _activations = new PolicyActivations(log);
        Snapshot = new Snapshot<PublisherPolicy>(initial);
        _history = new ReloadHistory(new ReloadRecord(time.GetUtcNow(), initial.Revision, ReloadOutcome.Applied, "started"));
        _reloader = new PolicyReloader(() => load(path), time, log, files, _activations, _history, Snapshot);
        _expiry = new CertificateExpiryWatch(Snapshot, time, log);
        _watching = WatchAsync();
    }

    /// <summary>The policy in force. Replaced only after every registered activation has succeeded.</summary>
    public Snapshot<PublisherPolicy> Snapshot { get; }

    /// <summary>The start and the reloads since, oldest first, at most the last 20. Reloads that found nothing new are left out unless asked for.</summary>
    public ImmutableArray<ReloadRecord> History => _history.Records;

    /// <summary>Loads the policy a server starts with and begins to watch its files.</summary>
    /// <param name="path">The main policy file.</param>
    /// <param name="loader">Compiles it, now and on every reload.</param>
    /// <param name="time">The clock of polling and of certificates.</param>
    /// <param name="loggers">Where reloads, and certificates that are about to expire, are logged.</param>
    /// <exception cref="PolicyRejectedException">It has errors: at start that is fatal.</exception>
    public static Task<LivePolicy> StartAsync(string path, PolicyLoader loader, TimeProvider time, ILoggerFactory loggers) =>
        StartAsync(path, loader.Load, time, loggers);

    /// <summary>Loads the policy a server starts with by a function of the caller's and begins to watch its files.</summary>
    /// <param name="path">The main policy file.</param>
    /// <param name="load">Compiles the policy at a path, now and on every reload.</param>
    /// <param name="time">The clock of polling and of certificates.</param>
    /// <param name="loggers">Where reloads, and certificates that are about to expire, are logged.</param>
    /// <exception cref="PolicyRejectedException">It has errors: at start that is fatal.</exception>
    public static async Task<LivePolicy> StartAsync(string path, Func<string, PolicyLoadResult> load, TimeProvider time, ILoggerFactory loggers)
    {
        var result = await Task.Run(() => load(path));
        if (result.Policy is null)
        {
            throw new PolicyRejectedException(result.Diagnostics);
        }

        var log = loggers.CreateLogger<LivePolicy>();
        ReloadLog.Diagnostics(log, result.Diagnostics);
        ReloadLog.Started(log, result.Policy.Revision, path);
        var files = new FileWatch();
        files.Loaded(result.Files);
        return new LivePolicy(path, load, time, log, files, result.Policy);
    }

    /// <summary>
    /// Adds a part of the server that has to act on a new policy before it is in force. Parts act in the order of registration. A part that fails must be as it was
    /// before; the parts before it are then given the old policy again.
    /// </summary>
    /// <param name="name">What it is called in logs.</param>
    /// <param name="activate">Puts a policy in force; cancelled when the server stops.</param>
    /// <param name="runningBy">The policy the part was started with. If another one has come into force since, the part is given that one now.</param>
    /// <param name="cancel">Gives up waiting for a reload that is under way.</param>
    public async Task RegisterAsync(string name, Func<PublisherPolicy, CancellationToken, Task> activate, PublisherPolicy runningBy, CancellationToken cancel = default)
    {
        await EnterAsync(cancel);
        try
        {
            if (!ReferenceEquals(runningBy, Snapshot.Current))
            {
                await activate(Snapshot.Current, _stop.Token);
            }

            _activations.Add(name, activate);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Loads the policy now, whether its files have changed or not: what an operator asks for by SIGHUP.</summary>
    /// <param name="cancel">Gives up waiting for a reload that is under way; a reload that has begun is always finished.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="OperationCanceledException">Waiting was given up, or the server stops.</exception>
    public async Task<ReloadRecord> ReloadAsync(CancellationToken cancel = default)
    {
        await EnterAsync(cancel);
        try
        {
            return await Task.Run(() => _reloader.ReloadAsync(isRequested: true, _stop.Token), CancellationToken.None);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops watching; a reload that is under way is cancelled and waited for. The policy in force stays readable.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        await _watching;
        await _gate.WaitAsync();
        _expiry.Dispose();
        _history.Dispose();
        _stop.Dispose();
    }

    // Whoever waits here when the server stops must not wait for ever.
    private async Task EnterAsync(CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        await _gate.WaitAsync(either.Token);
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(PollInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await _gate.WaitAsync(_stop.Token);
                try
                {
                    if (_files.HasSettledChange())
                    {
                        await _reloader.ReloadAsync(isRequested: false, _stop.Token);
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    ReloadLog.WatchFailed(_log, e);
                }
                finally
                {
                    _gate.Release();
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}

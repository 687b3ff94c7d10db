using System.Runtime.InteropServices;

namespace WebPublisher.Commands;

/// <summary>
/// The signals of a command that runs until it is told to stop: SIGTERM and SIGINT ask it to finish, a second one ends the process at once, SIGHUP asks it to reload.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile Action? _reload;

    /// <summary>Begins to listen for signals; from now on none has its usual meaning.</summary>
    public StopSignals()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _reload?.Invoke();
        }));
    }

    /// <summary>Completes at the first SIGTERM or SIGINT.</summary>
    public Task Stopping => _stop.Task;

    /// <summary>Says what SIGHUP does from now on; before, there was nothing to reload.</summary>
    /// <param name="reload">Must not block and must not throw.</param>
    public void OnHangup(Action reload) => _reload = reload;

    /// <summary>Gives the signals back their usual meaning.</summary>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (!_stop.TrySetResult())
        {
            Environment.Exit(ExitCode.Failed);
        }
    }
}

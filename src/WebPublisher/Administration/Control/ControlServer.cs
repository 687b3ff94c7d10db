using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Control;

/// <summary>
/// The administration on a unix socket in the state directory, for the commands of this machine and for the process that runs the other half. It is a convenience: where it
/// cannot be had, the server publishes all the same and the log says why.
/// </summary>
/// <param name="name">The socket's name, one of <see cref="ControlSocket.Names"/>.</param>
/// <param name="application">What answers.</param>
/// <param name="time">The clock that limits how long a move waits for answers under way.</param>
/// <param name="loggers">Where it logs.</param>
internal sealed partial class ControlServer(string name, OperationsApplication application, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>Connections at once; each reader of live events keeps one.</summary>
    public const int MaximumConnections = 64;

    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ILogger _logger = loggers.CreateLogger<ControlServer>();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private string? _directory;
    private FileStream? _lock;
    private KestrelServer? _server;

    /// <summary>Follows a policy to its state directory; a socket that could not be had before is tried again.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task ApplyAsync(string stateDirectory, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (_server is null || _directory != stateDirectory)
            {
                await LeaveAsync();
                await ListenAsync(stateDirectory, cancellation);
                _directory = stateDirectory;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SocketException or ControlException)
        {
            LogUnavailable(ControlSocket.DirectoryOf(stateDirectory), error.Message);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Stops listening and removes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync();
        await LeaveAsync();
        _oneAtATime.Dispose();
    }

    private async Task ListenAsync(string stateDirectory, CancellationToken cancellation)
    {
        var path = ControlSocket.PathOf(stateDirectory, name);
        var directory = ControlSocket.DirectoryOf(stateDirectory);
        Directory.CreateDirectory(directory, OwnerFile | UnixFileMode.UserExecute);

        // The directory may be older than this rule, and what umask let through of the mode does not matter either: nobody else may enter before the socket is there.
        File.SetUnixFileMode(directory, OwnerFile | UnixFileMode.UserExecute);
        var held = Hold(Path.ChangeExtension(path, ".lock"));
        KestrelServer? server = null;
        try
        {
            // Whoever holds the lock knows that nobody listens: a socket that is there was left by a process that was killed.
            File.Delete(path);
            server = OperationsKestrel.Make(
                options =>
                {
                    options.Limits.MaxConcurrentConnections = MaximumConnections;
                    options.ListenUnixSocket(path, Identify);
                },
                loggers);
            await server.StartAsync(application, cancellation);
            File.SetUnixFileMode(path, OwnerFile);
        }
        catch
        {
            server?.Dispose();
            await held.DisposeAsync();
            throw;
        }

        (_server, _lock) = (server, held);
        LogListening(path);
    }

    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = OwnerFile });
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new ControlException($"Another process serves this state directory and holds {path}.", error);
        }
    }

    private async Task LeaveAsync()
    {
        // The socket goes before the lock does, so that it cannot be a successor's that is deleted.
        await OperationsKestrel.EndAsync(_server, time);
        if (_server is not null && _directory is not null)
        {
            Remove(ControlSocket.PathOf(_directory, name));
        }

        _server = null;
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
            _lock = null;
        }
    }

    private void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next server there takes it for one that was left behind.
            LogNotRemoved(path, error.Message);
        }
    }

    private void Identify(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => async connection =>
        {
            var peer = ControlPeer.Of(connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket);
            if (!peer.IsTrusted)
            {
                LogStranger(peer.User);
                connection.Abort(new ConnectionAbortedException("The user may not use the control socket."));
                return;
            }

            connection.Features.Set(peer);
            await next(connection);
        });
    }

    [LoggerMessage(EventId = 5110, EventName = "ControlListening", Level = LogLevel.Information, Message = "Commands of this machine reach the server at {Path}")]
    private partial void LogListening(string path);

    [LoggerMessage(EventId = 5111, EventName = "ControlUnavailable", Level = LogLevel.Warning, Message = "There is no control socket in {Directory}, so that commands cannot reach the running server: {Error}")]
    private partial void LogUnavailable(string directory, string error);

    [LoggerMessage(EventId = 5112, EventName = "ControlStranger", Level = LogLevel.Warning, Message = "User {User} came to the control socket and was turned away")]
    private partial void LogStranger(uint user);

    [LoggerMessage(EventId = 5113, EventName = "ControlNotRemoved", Level = LogLevel.Warning, Message = "The control socket {Path} could not be removed: {Error}")]
    private partial void LogNotRemoved(string path, string error);
}

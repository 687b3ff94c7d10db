using System.Collections.Immutable;
using System.Text;
using WebPublisher.Publishing;

namespace WebPublisher.Administration.Control;

/// <summary>Where the control sockets of a state directory are: <c>control/all.sock</c>, or <c>web.sock</c> and <c>smtp.sock</c> where two processes run one half each.</summary>
internal static class ControlSocket
{
    // struct sockaddr_un has 108 bytes for a path and its end.
    private const int MaximumPath = 107;

    /// <summary>What sockets may be called.</summary>
    public static ImmutableArray<string> Names { get; } = ["all", "web", "smtp"];

    /// <summary>The name of a process's socket.</summary>
    public static string NameOf(PublisherParts parts) => parts switch { PublisherParts.Web => "web", PublisherParts.Smtp => "smtp", _ => "all" };

    /// <summary>The directory of the sockets.</summary>
    public static string DirectoryOf(string stateDirectory) => Path.Combine(stateDirectory, "control");

    /// <summary>The path of a socket.</summary>
    /// <exception cref="ControlException">The system knows no socket by so long a path.</exception>
    public static string PathOf(string stateDirectory, string name)
    {
        var path = Path.Combine(DirectoryOf(stateDirectory), $"{name}.sock");
        var bytes = Encoding.UTF8.GetByteCount(path);
        return bytes <= MaximumPath
            ? path
            : throw new ControlException($"The path of the control socket {path} has {bytes} bytes, and the system takes {MaximumPath} at most: give server.stateDirectory a shorter path.");
    }
}

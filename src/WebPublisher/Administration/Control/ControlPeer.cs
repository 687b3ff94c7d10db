using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WebPublisher.Administration.Control;

/// <summary>The user at the other end of a control socket, as the kernel tells it (SO_PEERCRED, unix(7)).</summary>
/// <param name="User">The user id it had when it connected.</param>
internal sealed record ControlPeer(uint User)
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int PeerCredentials = 17; // SO_PEERCRED

    /// <summary>Asks the kernel.</summary>
    /// <exception cref="SocketException">It does not tell.</exception>
    public static ControlPeer Of(Socket socket)
    {
        // struct ucred: process, user and group, each of 32 bits.
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return new ControlPeer(MemoryMarshal.Read<uint>(credentials[4..]));
    }

    /// <summary>Whether it is root or whoever this process runs as: the permissions of the directory let nobody else in, and are not the only thing that holds.</summary>
    public bool IsTrusted => User == 0 || User == EffectiveUser();

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}

using System.Net.Sockets;

namespace WebPublisher.Transport.Sockets;

/// <summary>Says in an operator's words why an address could not be bound.</summary>
internal static class BindErrors
{
    public static string Explain(SocketError error, string systemMessage) => error switch
    {
        SocketError.AddressAlreadyInUse => "something else listens there already.",
        SocketError.AddressNotAvailable => "this machine does not have that address.",
        SocketError.AccessDenied => "not permitted; ports below 1024 need CAP_NET_BIND_SERVICE or a higher net.ipv4.ip_unprivileged_port_start.",
        SocketError.AddressFamilyNotSupported => "this machine does not speak that family of addresses.",
        _ => systemMessage,
    };
}

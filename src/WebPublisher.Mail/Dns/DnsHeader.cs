namespace WebPublisher.Mail.Dns;

/// <summary>The twelve octets every message begins with (RFC 1035 section 4.1.1).</summary>
internal static class DnsHeader
{
    public const int Octets = 12;

    public const ushort Response = 0x8000;

    public const ushort Operation = 0x7800;

    public const ushort Authoritative = 0x0400;

    public const ushort Truncated = 0x0200;

    public const ushort RecursionDesired = 0x0100;

    public const ushort RecursionAvailable = 0x0080;

    public const ushort Code = 0x000F;
}

using System.Buffers.Binary;
using System.Text;
using WebPublisher.State.Logons;
using WebPublisher.Web.Clients;

namespace WebPublisher.Web.Logons;

/// <summary>The hashes by which users, networks and devices are counted and locked. Nothing leads back from them.</summary>
internal static class LogonHash
{
    /// <summary>The purpose of a browser's cookie.</summary>
    public const byte Cookie = 1;

    private const byte UserInNetwork = 3;
    private const byte BrowserPurpose = 4;
    private const byte PhonePurpose = 5;
    private const byte NetworkPurpose = 6;

    /// <summary>A user, by the name in its one form.</summary>
    public static UInt128 User(this InstallationKey key, string name)
    {
        Span<byte> text = stackalloc byte[UserName.MaximumLength * 3 + 3];
        return key.Hash(InstallationKey.UserPurpose, text[..Encoding.UTF8.GetBytes(name.AsSpan(0, Math.Min(name.Length, UserName.MaximumLength)), text)]);
    }

    /// <summary>A user in a network.</summary>
    public static UInt128 User(this InstallationKey key, UInt128 user, ClientNetwork network) => Pair(key, UserInNetwork, user, network.Bits, network.Prefix);

    /// <summary>A browser of a user.</summary>
    public static UInt128 Browser(this InstallationKey key, UInt128 user, UInt128 device) => Pair(key, BrowserPurpose, user, device, 0);

    /// <summary>A network.</summary>
    public static UInt128 Network(this InstallationKey key, ClientNetwork network) => Pair(key, NetworkPurpose, 0, network.Bits, network.Prefix);

    /// <summary>A phone of a user in a network.</summary>
    public static UInt128 Phone(this InstallationKey key, UInt128 user, ClientNetwork network, string identifier)
    {
        Span<byte> data = stackalloc byte[33 + (identifier.Length * 3)];
        Write(data, user, network.Bits, network.Prefix);
        return key.Hash(PhonePurpose, data[..(33 + Encoding.UTF8.GetBytes(identifier, data[33..]))]);
    }

    /// <summary>The beginning of a user's hash, for the log.</summary>
    public static string Short(UInt128 user) => $"{(uint)(user >> 96):x8}";

    private static UInt128 Pair(InstallationKey key, byte purpose, UInt128 first, UInt128 second, byte prefix)
    {
        Span<byte> data = stackalloc byte[33];
        Write(data, first, second, prefix);
        return key.Hash(purpose, data);
    }

    private static void Write(Span<byte> data, UInt128 first, UInt128 second, byte prefix)
    {
        BinaryPrimitives.WriteUInt128BigEndian(data, first);
        BinaryPrimitives.WriteUInt128BigEndian(data[16..], second);
        data[32] = prefix;
    }
}

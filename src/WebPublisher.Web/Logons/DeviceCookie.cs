using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.State.Logons;

namespace WebPublisher.Web.Logons;

/// <summary>
/// The cookie by which a browser is known after its user has logged on: a hash of the user, a number of its own and the day, signed by the installation's key. It grants
/// nothing but a count of failures of its own.
/// </summary>
/// <param name="User">The hash of the user.</param>
/// <param name="Device">The browser's number.</param>
/// <param name="Day">The day it was given, since 1970.</param>
internal readonly record struct DeviceCookie(UInt128 User, UInt128 Device, int Day)
{
    /// <summary>Its name. The prefix makes browsers refuse one that a sibling domain or a plain-text response has set (RFC 6265bis section 4.1.3.2).</summary>
    public const string Name = "__Host-device";

    private const int SignedLength = 36;
    private const int Length = SignedLength + 16;
    private static readonly int s_textLength = Base64Url.GetEncodedLength(Length);

    /// <summary>What the Cookie field says, if it was signed here.</summary>
    public static DeviceCookie? Read(string? value, InstallationKey key)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (value?.Length != s_textLength || Base64Url.DecodeFromChars(value, bytes, out _, out var written) != OperationStatus.Done || written != Length)
        {
            return null;
        }

        // Both are hashes by a secret key: how long they take to compare tells nothing that could be used.
        if (key.Hash(LogonHash.Cookie, bytes[..SignedLength]) != BinaryPrimitives.ReadUInt128BigEndian(bytes[SignedLength..]))
        {
            return null;
        }

        return new DeviceCookie(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[32..]));
    }

    /// <summary>Gives it to the browser.</summary>
    /// <param name="response">The answer to a logon.</param>
    /// <param name="key">What it is signed by.</param>
    /// <param name="keep">How long the browser keeps it.</param>
    public void Give(HttpResponse response, InstallationKey key, TimeSpan keep)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, User);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Device);
        BinaryPrimitives.WriteInt32BigEndian(bytes[32..], Day);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[SignedLength..], key.Hash(LogonHash.Cookie, bytes[..SignedLength]));
        response.Headers.Append("Set-Cookie", $"{Name}={Base64Url.EncodeToString(bytes)}; Path=/; Max-Age={(long)keep.TotalSeconds}; Secure; HttpOnly; SameSite=Lax");
    }
}

using System.Buffers.Binary;
using System.Text;

namespace WebPublisher.Web.Tests.Logons;

/// <summary>Messages of NTLM, written byte by byte ([MS-NLMP] section 2.2.1).</summary>
internal static class NtlmMessages
{
    public static byte[] Negotiate { get; } = [.. "NTLMSSP\0"u8, 1, 0, 0, 0, .. new byte[24]];

    public static byte[] Authenticate(string domain, string user, bool isUnicode = true)
    {
        var encoding = isUnicode ? Encoding.Unicode : Encoding.Latin1;
        var (domainBytes, userBytes) = (encoding.GetBytes(domain), encoding.GetBytes(user));
        var message = new byte[72 + domainBytes.Length + userBytes.Length];
        "NTLMSSP\0"u8.CopyTo(message);
        message[8] = 3;
        Describe(28, domainBytes.Length, 72);
        Describe(36, userBytes.Length, 72 + domainBytes.Length);
        message[60] = (byte)(isUnicode ? 1 : 2);
        domainBytes.CopyTo(message, 72);
        userBytes.CopyTo(message, 72 + domainBytes.Length);
        return message;

        void Describe(int at, int length, int offset)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(at), (ushort)length);
            BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(at + 2), (ushort)length);
            BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(at + 4), offset);
        }
    }
}

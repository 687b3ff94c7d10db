using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WebPublisher.Transport.Tls.OpenSsl;

/// <summary>What OpenSSL says went wrong in the last call of this thread.</summary>
internal static class OpenSslError
{
    /// <summary>The first error of the thread's queue, which is emptied. Its number is that of the exception (<see cref="Exception.HResult"/>), as with .NET's own TLS.</summary>
    public static CryptographicException Take()
    {
        var error = LibSsl.ERR_peek_error();
        var reason = error == 0 ? null : Marshal.PtrToStringUTF8(LibSsl.ERR_reason_error_string(error));
        LibSsl.ERR_clear_error();
        return new CryptographicException(reason ?? "no reason given") { HResult = unchecked((int)error) };
    }
}

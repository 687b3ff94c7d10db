using System.Runtime.InteropServices;

namespace WebPublisher.Transport.Tls;

/// <summary>
/// The process-wide TLS defaults. On Linux .NET shares OpenSSL contexts between handshakes, and so resumes sessions, only for connections without a cipher suite
/// policy of their own; its own default list contains CBC suites. The list therefore comes from a configuration file that OpenSSL reads once, when it is loaded.
/// </summary>
public static partial class OpenSslDefaults
{
    private const string Variable = "OPENSSL_CONF";

    /// <summary>The configuration file shipped beside the executable.</summary>
    public static string ShippedFile { get; } = Path.Combine(AppContext.BaseDirectory, "openssl.cnf");

    /// <summary>The file OpenSSL was told to read: the operator's when the environment names one, else ours.</summary>
    public static string File { get; private set; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? chosen : ShippedFile;

    /// <summary>
    /// Names the configuration file to OpenSSL. Must be the first act of the process: once anything has used cryptography, OpenSSL has read its configuration. Does
    /// nothing when the operator's environment names a file already. Whether it took effect is found out by <see cref="TlsSelfTest"/>, never assumed.
    /// </summary>
    public static void Apply()
    {
        // Environment.SetEnvironmentVariable changes .NET's copy of the environment, which native libraries do not see.
        if (File == ShippedFile && System.IO.File.Exists(ShippedFile) && SetEnvironment(Variable, ShippedFile, overwrite: 0) != 0)
        {
            throw new InvalidOperationException($"The environment variable {Variable} could not be set (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}

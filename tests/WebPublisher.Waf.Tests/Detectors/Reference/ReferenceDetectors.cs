using System.Runtime.InteropServices;

namespace WebPublisher.Waf.Tests.Detectors.Reference;

/// <summary>The detectors of libmodsecurity3, asked for their verdicts alone: what ours are measured by.</summary>
internal static class ReferenceDetectors
{
    private const string Library = "libmodsecurity.so.3";

    private static readonly SqlVerdict? s_sql = Find<SqlVerdict>("libinjection_sqli");
    private static readonly HtmlVerdict? s_html = Find<HtmlVerdict>("libinjection_xss");

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SqlVerdict(byte[] value, nint length, byte[] fingerprint);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int HtmlVerdict(byte[] value, nint length);

    /// <summary>Why they cannot be asked, or null.</summary>
    public static string? Missing => s_sql is null || s_html is null ? $"{Library} (package libmodsecurity3) is not installed" : null;

    /// <summary>Whether a value is an injection, and its fingerprint.</summary>
    public static bool IsSqlInjection(byte[] value, out string fingerprint)
    {
        var room = new byte[16];
        var isInjection = s_sql!(Terminated(value), value.Length, room) != 0;
        fingerprint = isInjection ? System.Text.Encoding.ASCII.GetString(room.AsSpan(0, room.AsSpan().IndexOf((byte)0))) : string.Empty;
        return isInjection;
    }

    /// <summary>Whether a value runs script.</summary>
    public static bool IsCrossSiteScripting(byte[] value) => s_html!(Terminated(value), value.Length) != 0;

    private static byte[] Terminated(byte[] value) => [.. value, 0];

    private static TDelegate? Find<TDelegate>(string name)
        where TDelegate : Delegate =>
        NativeLibrary.TryLoad(Library, out var library) && NativeLibrary.TryGetExport(library, name, out var address)
            ? Marshal.GetDelegateForFunctionPointer<TDelegate>(address)
            : null;
}

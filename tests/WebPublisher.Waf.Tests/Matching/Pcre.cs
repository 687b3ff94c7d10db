using System.Runtime.InteropServices;

namespace WebPublisher.Waf.Tests.Matching;

/// <summary>A pattern compiled by PCRE as mod_security2 compiles that of <c>@rx</c>.</summary>
internal sealed class Pcre : IDisposable
{
    public const string Library = "libpcre2-8.so.0";
    private const uint DollarEndOnly = 0x10;
    private const uint DotAll = 0x20;

    // Without what it finds out beforehand to be faster, as some of it is wrong in 10.42: (?=a)b{0,2}?a finds nothing in 1a with it.
    private const uint NoAutoPossess = 0x4000;
    private const uint NoDotStarAnchor = 0x8000;
    private const uint NoStartOptimize = 0x10000;
    private readonly nint _code;
    private readonly nint _data;

    private Pcre(nint code)
    {
        _code = code;
        _data = pcre2_match_data_create_from_pattern_8(code, 0);
    }

    /// <summary>Compiles a pattern; null where PCRE refuses it.</summary>
    public static Pcre? Compile(byte[] pattern)
    {
        var code = pcre2_compile_8(pattern, (nuint)pattern.Length, DollarEndOnly | DotAll | NoAutoPossess | NoDotStarAnchor | NoStartOptimize, out _, out _, 0);
        return code == 0 ? null : new Pcre(code);
    }

    /// <summary>Where the match and its groups begin and end, up to the last that took part, -1 for others that did not; empty for no match, null where PCRE gave up.</summary>
    public (int Start, int End)[]? Match(byte[] text)
    {
        const int NoMatch = -1;
        var count = pcre2_match_8(_code, text, (nuint)text.Length, 0, 0, _data, 0);
        if (count < 0)
        {
            return count == NoMatch ? [] : null;
        }

        var offsets = new nint[count * 2];
        Marshal.Copy(pcre2_get_ovector_pointer_8(_data), offsets, 0, offsets.Length);
        return [.. Enumerable.Range(0, count).Select(group => ((int)offsets[group * 2], (int)offsets[(group * 2) + 1]))];
    }

    public void Dispose()
    {
        pcre2_match_data_free_8(_data);
        pcre2_code_free_8(_code);
    }

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint pcre2_compile_8(byte[] pattern, nuint length, uint options, out int error, out nuint offset, nint context);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint pcre2_match_data_create_from_pattern_8(nint code, nint context);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int pcre2_match_8(nint code, byte[] subject, nuint length, nuint start, uint options, nint data, nint context);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint pcre2_get_ovector_pointer_8(nint data);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void pcre2_match_data_free_8(nint data);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void pcre2_code_free_8(nint code);
}

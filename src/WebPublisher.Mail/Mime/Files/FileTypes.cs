using System.Text;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Mime.Files;

/// <summary>Knows files by their content, and what is hidden in their names.</summary>
public static class FileTypes
{
    /// <summary>How many octets of a file are looked at; a tar is known by its octets from 257.</summary>
    public const int OctetsNeeded = 512;

    private static readonly HashSet<string> s_zipExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "zip", "zipx", "jar", "apk", "docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltm", "xlsb", "pptx", "pptm", "ppsm", "odt", "ods", "odp",
    };

    /// <summary>What begins with these octets.</summary>
    public static FileType Detect(ReadOnlySpan<byte> first) => first switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] or [(byte)'P', (byte)'K', 7, 8, ..] => FileType.Zip,
        [0x1F, 0x8B, ..] => FileType.Gzip,
        [(byte)'M', (byte)'Z', ..] or [(byte)'Z', (byte)'M', ..] => FileType.WindowsExecutable,
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => FileType.Elf,
        [0xCA, 0xFE, 0xBA, 0xBE, ..] or [0xCF or 0xCE, 0xFA, 0xED, 0xFE, ..] or [0xFE, 0xED, 0xFA, 0xCE or 0xCF, ..] => FileType.MachOrJavaClass,
        [0x4C, 0, 0, 0, 1, 0x14, 2, 0, ..] => FileType.Shortcut,
        [(byte)'I', (byte)'T', (byte)'S', (byte)'F', ..] => FileType.CompiledHelp,
        [(byte)'#', (byte)'!', ..] => FileType.Script,
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => FileType.CompoundFile,
        [0xE4, 0x52, 0x5C, 0x7B, 0x8C, 0xD8, 0xA7, 0x4D, ..] => FileType.OneNote,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => FileType.Bzip2,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => FileType.Xz,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => FileType.Zstandard,
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 7, ..] or [(byte)'R', (byte)'E', 0x7E, 0x5E, ..] => FileType.Rar,
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => FileType.SevenZip,
        [(byte)'M', (byte)'S', (byte)'C', (byte)'F', 0, 0, 0, 0, ..] => FileType.Cabinet,
        [0x60, 0xEA, ..] => FileType.Arj,
        [0x1F, 0x9D or 0xA0, ..] => FileType.Compress,
        [0x78, 0x9F, 0x3E, 0x22, ..] => FileType.Tnef,
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => FileType.Png,
        [0xFF, 0xD8, 0xFF, ..] => FileType.Jpeg,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => FileType.Gif,
        _ => DetectText(first),
    };

    /// <summary>Whether it is opened to look at its entries.</summary>
    public static bool IsReadableArchive(FileType type) => type is FileType.Zip or FileType.Gzip or FileType.Tar;

    /// <summary>Whether it is an archive of any format.</summary>
    public static bool IsArchive(FileType type) => type is >= FileType.Zip and <= FileType.Compress;

    /// <summary>Whether it is a program, or something that starts one when it is opened.</summary>
    public static bool IsExecutable(FileType type) => type is >= FileType.WindowsExecutable and <= FileType.Script;

    /// <summary>The media type by which files of a type are usually declared; null when there is none that says as much.</summary>
    public static MediaType? MediaTypeOf(FileType type) => type switch
    {
        FileType.WindowsExecutable => new("application", "x-msdownload"),
        FileType.Elf => new("application", "x-executable"),
        FileType.MachOrJavaClass => new("application", "x-mach-binary"),
        FileType.Shortcut => new("application", "x-ms-shortcut"),
        FileType.CompiledHelp => new("application", "vnd.ms-htmlhelp"),
        FileType.Script => new("text", "x-shellscript"),
        FileType.CompoundFile => new("application", "x-ole-storage"),
        FileType.OneNote => new("application", "onenote"),
        FileType.DiskImage => new("application", "x-vhd"),
        FileType.RichText => new("application", "rtf"),
        FileType.Pdf => new("application", "pdf"),
        FileType.Zip => new("application", "zip"),
        FileType.Gzip => new("application", "gzip"),
        FileType.Tar => new("application", "x-tar"),
        FileType.Bzip2 => new("application", "x-bzip2"),
        FileType.Xz => new("application", "x-xz"),
        FileType.Zstandard => new("application", "zstd"),
        FileType.Rar => new("application", "vnd.rar"),
        FileType.SevenZip => new("application", "x-7z-compressed"),
        FileType.Cabinet => new("application", "vnd.ms-cab-compressed"),
        FileType.Lha => new("application", "x-lzh-compressed"),
        FileType.Arj => new("application", "x-arj"),
        FileType.Ace => new("application", "x-ace-compressed"),
        FileType.Compress => new("application", "x-compress"),
        FileType.Tnef => new("application", "ms-tnef"),
        FileType.Png => new("image", "png"),
        FileType.Jpeg => new("image", "jpeg"),
        FileType.Gif => new("image", "gif"),
        FileType.Html => new("text", "html"),
        _ => null,
    };

    /// <summary>What comes after the last dot of a name, in lower case; empty when there is none.</summary>
    public static string Extension(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var dot = name.LastIndexOf('.');
        return dot < 0 ? "" : name[(dot + 1)..].Trim().ToLowerInvariant();
    }

    /// <summary>Whether a name is that of a zip.</summary>
    internal static bool AnyNameIsZip(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (s_zipExtensions.Contains(Extension(name)))
            {
                return true;
            }
        }

        return false;
    }

    private static FileType DetectText(ReadOnlySpan<byte> first)
    {
        if (first.Length >= 262 && first.Slice(257, 5).SequenceEqual("ustar"u8))
        {
            return FileType.Tar;
        }

        if (first.Length > 7 && first[2..].StartsWith("-lh"u8) && first[6] == '-')
        {
            return FileType.Lha;
        }

        if (first.Length > 14 && first[7..].StartsWith("**ACE**"u8))
        {
            return FileType.Ace;
        }

        if (first.StartsWith("conectix"u8) || first.StartsWith("vhdxfile"u8))
        {
            return FileType.DiskImage;
        }

        // A PDF may begin late (ISO 32000-1 annex H).
        if (first.IndexOf("%PDF-"u8) >= 0)
        {
            return FileType.Pdf;
        }

        var text = first.TrimStart("\uFEFF \t\r\n"u8);
        if (text.StartsWith("{\\rt"u8))
        {
            return FileType.RichText;
        }

        return text.Length >= 5 && (Ascii.EqualsIgnoreCase(text[..5], "<html"u8) || Ascii.EqualsIgnoreCase(text[..5], "<!doc"u8)) ? FileType.Html : FileType.Unknown;
    }
}

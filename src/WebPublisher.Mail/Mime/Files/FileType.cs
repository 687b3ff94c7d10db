namespace WebPublisher.Mail.Mime.Files;

/// <summary>What a file is by its first octets.</summary>
public enum FileType
{
    /// <summary>None of those below.</summary>
    Unknown,

    /// <summary>A program for Windows or DOS ("MZ").</summary>
    WindowsExecutable,

    /// <summary>A program for Linux (ELF).</summary>
    Elf,

    /// <summary>A program for macOS (Mach-O), or compiled Java, which begins alike.</summary>
    MachOrJavaClass,

    /// <summary>A shortcut of Windows (.lnk).</summary>
    Shortcut,

    /// <summary>Compiled help (.chm).</summary>
    CompiledHelp,

    /// <summary>A script that names its interpreter ("#!").</summary>
    Script,

    /// <summary>A compound file: older Office documents, installers (.msi), Outlook messages (.msg).</summary>
    CompoundFile,

    /// <summary>A OneNote section.</summary>
    OneNote,

    /// <summary>An image of a disk (.vhd, .vhdx).</summary>
    DiskImage,

    /// <summary>Rich text.</summary>
    RichText,

    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>Zip, with all that is built on it: newer Office documents, .jar, .apk.</summary>
    Zip,

    /// <summary>Gzip.</summary>
    Gzip,

    /// <summary>Tar.</summary>
    Tar,

    /// <summary>Bzip2.</summary>
    Bzip2,

    /// <summary>Xz.</summary>
    Xz,

    /// <summary>Zstandard.</summary>
    Zstandard,

    /// <summary>RAR.</summary>
    Rar,

    /// <summary>7-Zip.</summary>
    SevenZip,

    /// <summary>Microsoft's cabinet.</summary>
    Cabinet,

    /// <summary>LHA.</summary>
    Lha,

    /// <summary>ARJ.</summary>
    Arj,

    /// <summary>ACE.</summary>
    Ace,

    /// <summary>Compress (.Z).</summary>
    Compress,

    /// <summary>Transport neutral encapsulation (winmail.dat).</summary>
    Tnef,

    /// <summary>A picture: PNG.</summary>
    Png,

    /// <summary>A picture: JPEG.</summary>
    Jpeg,

    /// <summary>A picture: GIF.</summary>
    Gif,

    /// <summary>HTML.</summary>
    Html,
}

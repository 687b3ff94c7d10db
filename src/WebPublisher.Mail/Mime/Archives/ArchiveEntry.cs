using WebPublisher.Mail.Mime.Files;

namespace WebPublisher.Mail.Mime.Archives;

/// <summary>An entry of an archive.</summary>
/// <param name="Name">Its name, with folders, as most programs show it.</param>
/// <param name="OtherName">Another name that some programs give it; empty when there is none.</param>
/// <param name="Size">Octets unpacked, as the archive says; -1 when it does not. Not to be trusted.</param>
/// <param name="IsEncrypted">Whether it needs a password.</param>
/// <param name="Depth">How many archives it is within: 1 or more.</param>
/// <param name="FileType">What it is by its first octets; <see cref="FileType.Unknown"/> also when they cannot be read.</param>
public sealed record ArchiveEntry(string Name, string OtherName, long Size, bool IsEncrypted, int Depth, FileType FileType);

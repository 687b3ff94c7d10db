using System.Runtime.InteropServices;
using System.Text;

namespace WebPublisher.Policy.Files;

/// <summary>
/// What the system says of a file or directory, symbolic links followed. Two equal values mean that nothing happened to it in between: a replaced link, a
/// swapped directory above it, a write, a rename and a change of permissions each give another value.
/// </summary>
/// <param name="IsRegular">Whether it is a file with content of its own: no directory, pipe, socket or device.</param>
/// <param name="Device">The file system it lives on.</param>
/// <param name="Inode">Which file it is on that file system.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Modified">Nanoseconds (Linux) or ticks of the last write.</param>
/// <param name="Changed">Nanoseconds of the last change of content, permissions or name (Linux only).</param>
/// <param name="Mode">Permission bits.</param>
/// <param name="Owner">User id of the owner (Linux only).</param>
/// <param name="Group">Group id of the owner (Linux only).</param>
internal readonly record struct FileStatus(
    bool IsRegular, ulong Device, ulong Inode, long Length, long Modified, long Changed, UnixFileMode Mode, uint Owner, uint Group)
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH: the descriptor itself is meant
    private const int FileType = 0xf000; // S_IFMT
    private const int RegularFile = 0x8000; // S_IFREG
    private const uint BasicFields = 0x7ff; // STATX_BASIC_STATS

    /// <summary>The status of what <paramref name="path"/> leads to, or null when it leads nowhere or may not be looked at.</summary>
    public static FileStatus? Of(string path) =>
        OperatingSystem.IsLinux() ? FromKernel(CurrentDirectory, path, 0) : FromRuntime(path);

    /// <summary>The status of an open file: unlike a path, it cannot be exchanged between the check and the use.</summary>
    public static FileStatus? Of(FileStream file) =>
        OperatingSystem.IsLinux() ? FromKernel((int)file.SafeFileHandle.DangerousGetHandle(), "", EmptyPath) : FromRuntime(file.Name);

    private static FileStatus? FromKernel(int directory, string path, int flags)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null; // The kernel would see the path end there.
        }

        var name = new byte[Encoding.UTF8.GetMaxByteCount(path.Length) + 1];
        Encoding.UTF8.GetBytes(path, name);
        if (Statx(directory, name, flags, BasicFields, out var status) != 0)
        {
            return null;
        }

        const long nanosecondsPerSecond = 1_000_000_000;
        return new FileStatus(
            (status.Mode & FileType) == RegularFile,
            ((ulong)status.DeviceMajor << 32) | status.DeviceMinor,
            status.Inode,
            (long)status.Length,
            (status.ModifiedSeconds * nanosecondsPerSecond) + status.ModifiedNanoseconds,
            (status.ChangedSeconds * nanosecondsPerSecond) + status.ChangedNanoseconds,
            (UnixFileMode)(status.Mode & ~FileType),
            status.Owner,
            status.Group);
    }

    // Other systems are for development only: without an inode, a swapped directory is noticed by the new files' times.
    private static FileStatus? FromRuntime(string path)
    {
        var file = new FileInfo(path);
        var target = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        if (!target.Exists && !Directory.Exists(target.FullName))
        {
            return null;
        }

        var mode = OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(target.FullName);
        var regular = target is FileInfo { Exists: true } found ? found : null;
        return new FileStatus(regular is not null, 0, 0, regular?.Length ?? 0, target.LastWriteTimeUtc.Ticks, 0, mode, 0, 0);
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, out KernelFileStatus status);
}

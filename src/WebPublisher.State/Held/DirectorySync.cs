using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WebPublisher.State.Held;

/// <summary>Has the names of a directory's files on the disk: without it a loss of power may leave a synced file without its name (fsync(2)).</summary>
internal static class DirectorySync
{
    private const int ReadOnly = 0; // O_RDONLY
    private const int CloseOnExec = 0x80000; // O_CLOEXEC

    /// <summary>Waits for the disk.</summary>
    /// <exception cref="IOException">It failed.</exception>
    public static void Flush(string directory)
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // Other systems are for development only.
        }

        using var handle = Open(directory, ReadOnly | CloseOnExec);
        if (handle.IsInvalid || Fsync(handle) != 0)
        {
            throw new IOException($"{directory} cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(SafeFileHandle handle);
}

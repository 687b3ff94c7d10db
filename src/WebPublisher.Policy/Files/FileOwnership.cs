using System.Runtime.InteropServices;

namespace WebPublisher.Policy.Files;

/// <summary>Whose files are that a privileged command makes where a service of less privileges works.</summary>
public static class FileOwnership
{
    /// <summary>
    /// Gives a file that root has just made to the owner of its directory, so that the service whose directory it is can open it. Does nothing for anybody else, and where
    /// both have one owner.
    /// </summary>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public static void TakeAfterDirectory(string path)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess
            || FileStatus.Of(Path.GetDirectoryName(path)!) is not { } directory || FileStatus.Of(path) is not { } file || file.Owner == directory.Owner)
        {
            return;
        }

        if (Chown(path, directory.Owner, directory.Group) != 0)
        {
            throw new IOException($"{path} cannot be given to the owner of its directory: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}

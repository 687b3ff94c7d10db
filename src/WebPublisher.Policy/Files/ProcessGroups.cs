using System.Runtime.InteropServices;

namespace WebPublisher.Policy.Files;

/// <summary>The groups this process acts for.</summary>
internal static class ProcessGroups
{
    /// <summary>Whether <paramref name="group"/> is the process's effective group or one of its supplementary groups. Linux only; false elsewhere.</summary>
    public static bool Contains(uint group)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        if (EffectiveGroup() == group)
        {
            return true;
        }

        var groups = new uint[Math.Max(0, Supplementary(0, []))];
        var count = Supplementary(groups.Length, groups);
        return count > 0 && groups.AsSpan(0, count).Contains(group);
    }

    [DllImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveGroup();

    [DllImport("libc", EntryPoint = "getgroups")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Supplementary(int size, [Out] uint[] groups);
}

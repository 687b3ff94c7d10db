using System.Runtime.InteropServices;

namespace WebPublisher.EndToEnd.Tests.Publisher;

/// <summary>Signals as Linux numbers them.</summary>
internal enum UnixSignal
{
    /// <summary>Read the policy again.</summary>
    Hangup = 1,

    /// <summary>Ctrl+C.</summary>
    Interrupt = 2,

    /// <summary>Stop in order.</summary>
    Terminate = 15,
}

/// <summary>Sends them; .NET can only receive.</summary>
internal static class UnixSignals
{
    /// <summary>Sends a signal to a process.</summary>
    public static void Send(this UnixSignal signal, int process) => Assert.Equal(0, Kill(process, (int)signal));

    /// <summary>Sends a signal to a process that may have ended.</summary>
    public static void TrySend(this UnixSignal signal, int process) => _ = Kill(process, (int)signal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}

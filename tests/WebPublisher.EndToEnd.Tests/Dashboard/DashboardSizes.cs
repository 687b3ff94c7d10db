namespace WebPublisher.EndToEnd.Tests.Dashboard;

/// <summary>Their measures in CSS pixels.</summary>
internal static class DashboardSizes
{
    /// <summary>The width.</summary>
    public static int Width(this DashboardSize size) => size switch { DashboardSize.Desktop => 1440, DashboardSize.Phone => 390, _ => 320 };

    /// <summary>The height.</summary>
    public static int Height(this DashboardSize size) => size switch { DashboardSize.Desktop => 900, DashboardSize.Phone => 844, _ => 640 };
}

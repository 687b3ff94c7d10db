namespace WebPublisher.EndToEnd.Tests.Dashboard;

/// <summary>Windows that operators look through.</summary>
internal enum DashboardSize
{
    /// <summary>1440 by 900.</summary>
    Desktop,

    /// <summary>390 by 844.</summary>
    Phone,

    /// <summary>320 by 640: the narrowest that WCAG 1.4.10 names, and a desktop at 400 %.</summary>
    Narrowest,
}

namespace WebPublisher.Commands.Firewall;

/// <summary>How a section is called where sections of several rules stand together.</summary>
internal static class SectionName
{
    /// <summary><c>rule/section</c>, or the rule alone.</summary>
    public static string Of(string rule, string section) => section.Length == 0 ? rule : $"{rule}/{section}";
}

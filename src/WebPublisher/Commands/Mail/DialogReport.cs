using WebPublisher.Policy.PolicyTests;

namespace WebPublisher.Commands.Mail;

/// <summary>Tells how a dialog of a policy test went.</summary>
internal static class DialogReport
{
    /// <summary>Writes the result.</summary>
    /// <returns>Whether the test passed.</returns>
    public static bool Write(TextWriter output, DialogTest test, DialogFailure? failure)
    {
        if (failure is null)
        {
            output.WriteLine($"ok    {test.Name}");
            return true;
        }

        output.WriteLine($"FAIL  {test.Name}  [{failure.Location}]");
        Write(output, "said", failure.Said);
        Write(output, "expected", failure.Expected);
        Write(output, "answered", failure.Answered);
        Write(output, "because", failure.Reason);
        return false;
    }

    private static void Write(TextWriter output, string what, string? text)
    {
        if (text is not null)
        {
            output.WriteLine($"        {what,-9} {text}");
        }
    }
}

using System.CommandLine;
using System.Globalization;

namespace WebPublisher.Commands;

/// <summary>Limits of numbers on the command line.</summary>
internal static class NumberRange
{
    /// <summary>Refuses a number beyond the limits. That it is none, the parser tells.</summary>
    /// <param name="option">An option with one number.</param>
    /// <param name="least">The least it takes.</param>
    /// <param name="most">The most it takes.</param>
    public static void Demand(Option option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) && (given < least || given > most))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} takes {least} to {most}."));
        }
    });
}

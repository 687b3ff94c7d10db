using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace WebPublisher.Web.Denials;

/// <summary>Reads Accept (RFC 9110 section 12.5.1) as far as it takes to choose the form of a denial.</summary>
internal static class AcceptField
{
    private const int Unspecific = 0;
    private const int Specific = 2;

    /// <summary>
    /// The form with the highest quality; among equals the one that was named. Browsers name <c>text/html</c>, scripts JSON; what only says <c>*/*</c> is a program whose
    /// user reads its output as text.
    /// </summary>
    public static DenialFormat Prefers(StringValues accept)
    {
        Span<(int Quality, int Specificity)> offers = stackalloc (int, int)[3];
        offers.Fill((-1, -1));
        foreach (var value in accept)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                Weigh(value.AsSpan(range), offers);
            }
        }

        var text = offers[(int)DenialFormat.Text];
        var html = offers[(int)DenialFormat.Html];
        var json = offers[(int)DenialFormat.Json];
        var best = DenialFormat.Text;
        var bestOffer = text;
        if (IsBetter(json, bestOffer))
        {
            (best, bestOffer) = (DenialFormat.Json, json);
        }

        return IsBetter(html, bestOffer) || (html.Specificity == Specific && html == bestOffer) ? DenialFormat.Html : best;
    }

    private static bool IsBetter((int Quality, int Specificity) offer, (int Quality, int Specificity) than) =>
        offer.Quality > 0 && (offer.Quality > than.Quality || (offer.Quality == than.Quality && offer.Specificity > than.Specificity));

    private static void Weigh(ReadOnlySpan<char> mediaRange, Span<(int Quality, int Specificity)> offers)
    {
        var semicolon = mediaRange.IndexOf(';');
        var type = (semicolon < 0 ? mediaRange : mediaRange[..semicolon]).Trim();
        var quality = semicolon < 0 ? 1000 : Quality(mediaRange[(semicolon + 1)..]);
        if (type.Equals("text/html", StringComparison.OrdinalIgnoreCase) || type.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase))
        {
            Take(ref offers[(int)DenialFormat.Html], quality, Specific);
        }
        else if (type.Equals("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            Take(ref offers[(int)DenialFormat.Text], quality, Specific);
        }
        else if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Equals("application/problem+json", StringComparison.OrdinalIgnoreCase))
        {
            Take(ref offers[(int)DenialFormat.Json], quality, Specific);
        }
        else if (type is "text/*")
        {
            Take(ref offers[(int)DenialFormat.Text], quality, Unspecific + 1);
            Take(ref offers[(int)DenialFormat.Html], quality, Unspecific + 1);
        }
        else if (type is "application/*")
        {
            Take(ref offers[(int)DenialFormat.Json], quality, Unspecific + 1);
        }
        else if (type is "*/*")
        {
            foreach (ref var offer in offers)
            {
                Take(ref offer, quality, Unspecific);
            }
        }
    }

    /// <summary>The more specific range decides, whatever their order (RFC 9110 section 12.5.1); of two alike, the better one.</summary>
    private static void Take(ref (int Quality, int Specificity) offer, int quality, int specificity)
    {
        if (specificity > offer.Specificity || (specificity == offer.Specificity && quality > offer.Quality))
        {
            offer = (quality, specificity);
        }
    }

    /// <summary>The weight in thousandths (RFC 9110 section 12.4.2); 1000 when it is missing or unreadable.</summary>
    private static int Quality(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && decimal.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
                && weight is >= 0 and <= 1)
            {
                return (int)(weight * 1000);
            }
        }

        return 1000;
    }
}

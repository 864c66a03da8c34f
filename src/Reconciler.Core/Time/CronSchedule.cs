using Cronos;
using NodaTime;

namespace Reconciler.Core.Time;

/// <summary>Five-field cron read on a wall clock: it knows no zone, so no clock change can move or drop an occurrence.</summary>
public static class CronSchedule
{
    /// <summary>The end of what an expression names: it has nothing from then on.</summary>
    public static readonly LocalDateTime End = new(2500, 1, 1, 0, 0);

    private static readonly LocalDateTime Earliest = new(1, 1, 1, 0, 0);
    private static readonly LocalDateTime Leap = new(2000, 1, 1, 0, 0);

    /// <summary>The clock times that an expression names.</summary>
    /// <param name="cron">Minute, hour, day of month, month, day of week.</param>
    /// <param name="from">First clock time, included.</param>
    /// <param name="to">End, not included.</param>
    /// <returns>They in order, lazily; none after the year 2499.</returns>
    /// <exception cref="ArgumentException">The expression is not valid: see <see cref="IsValid"/>.</exception>
    public static IEnumerable<LocalDateTime> Between(string cron, LocalDateTime from, LocalDateTime to)
    {
        if (!IsValid(cron, out var problem))
        {
            throw new ArgumentException(problem, nameof(cron));
        }

        from = LocalDateTime.Max(from, Earliest);
        return from < to
            ? CronExpression.Parse(cron).GetOccurrences(AsUtc(from), AsUtc(to)).Select(LocalDateTime.FromDateTime)
            : [];
    }

    /// <summary>Whether an expression names more clock times than that, within so many days of any season.</summary>
    /// <param name="cron">Minute, hour, day of month, month, day of week.</param>
    /// <param name="most">How many it may name.</param>
    /// <param name="days">Within how many days.</param>
    /// <returns>True where it does; of one that names each minute, no more are looked at than need be.</returns>
    /// <exception cref="ArgumentException">The expression is not valid: see <see cref="IsValid"/>.</exception>
    public static bool IsDenser(string cron, int most, int days)
    {
        // From its first time on, which may be of a leap year only, a year has every month that it knows.
        var (last, end) = (new Queue<LocalDateTime>(most), (LocalDateTime?)null);
        foreach (var time in Between(cron, Leap, End))
        {
            end ??= time.PlusYears(1);
            if (time >= end)
            {
                return false;
            }

            if (last.Count == most && time < last.Dequeue().PlusDays(days))
            {
                return true;
            }

            last.Enqueue(time);
        }

        return false;
    }

    /// <summary>Whether an expression can be read.</summary>
    /// <param name="cron">What somebody wrote.</param>
    /// <param name="problem">What is wrong with it; empty when nothing is.</param>
    /// <returns>True when it can.</returns>
    public static bool IsValid(string? cron, out string problem)
    {
        // Cronos alone would also take macros such as @daily.
        var fields = (cron ?? "").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Length;
        problem = fields == 5 ? ProblemOf(cron!) : $"a cron expression has five fields (minute, hour, day of month, month, day of week), not {fields}";
        return problem.Length == 0;
    }

    private static string ProblemOf(string cron)
    {
        try
        {
            CronExpression.Parse(cron);
            return "";
        }
        catch (CronFormatException exception)
        {
            return exception.Message;
        }
        catch (MissingSeedException)
        {
            return "H stands for chance, and the same tree must give the same plan";
        }
    }

    // Cronos skips nothing in UTC: the wall clock goes through it in disguise.
    private static DateTime AsUtc(LocalDateTime local) => DateTime.SpecifyKind(local.ToDateTimeUnspecified(), DateTimeKind.Utc);
}
